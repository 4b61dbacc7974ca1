package riffle.analysis;

import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;

/**
 * Time here against error as published.
 *
 * @param setting size, backend, plan and threads
 * @param network the network
 * @param medianMs median time, ms
 * @param publishedError top-1 error in percent on ImageNet's validation set at 224x224, as the paper gives it
 */
public record AccuracyPoint(Setting setting, NetworkSpec network, double medianMs, double publishedError) {}
