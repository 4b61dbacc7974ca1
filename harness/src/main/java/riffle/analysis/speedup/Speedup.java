package riffle.analysis.speedup;

import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;
import riffle.stats.Estimate;

/**
 * What a network gains over a baseline in the same setting.
 *
 * @param setting size, backend, plan and threads of both
 * @param network the network
 * @param baseline what it is compared with
 * @param theoretical the baseline's multiply-adds over the network's, both of the part that runs at this size
 * @param actual the baseline's time over the network's; empty if one of them has no number
 * @param retained actual over theoretical
 * @param exponent ln(actual) / ln(theoretical); empty where theory sees less than 10 % of difference
 * @param perFourfold speedup for each fourfold reduction of multiply-adds: 4 to the exponent
 * @param published the same comparison by others, at this size
 */
public record Speedup(
        Setting setting,
        NetworkSpec network,
        NetworkSpec baseline,
        double theoretical,
        Optional<Estimate> actual,
        Optional<Estimate> retained,
        Optional<Estimate> exponent,
        Optional<Estimate> perFourfold,
        List<PublishedSpeedup> published) {

    public Speedup {
        published = List.copyOf(published);
    }
}
