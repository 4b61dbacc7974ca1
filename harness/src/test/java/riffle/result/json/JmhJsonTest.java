package riffle.result.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class JmhJsonTest {

    @Test
    void saysNothingOfWhereThingsLie() {
        String json = """
                [{"benchmark": "B.b", "jvm": "/opt/jdk/bin/java", \
                  "jvmArgs": ["-Driffle.home=/home/me/riffle", "-Xmx1g", "@/sdk/args"],
                  "primaryMetric": {"score": 1.5, "rawData": [[1.0, 2.0]]}}]
                """;
        assertEquals("""
                [ {
                  "benchmark" : "B.b",
                  "jvm" : "java",
                  "jvmArgs" : [ "-Xmx1g" ],
                  "primaryMetric" : {
                    "score" : 1.5,
                    "rawData" : [ [ 1.0, 2.0 ] ]
                  }
                } ]
                """, JmhJson.withoutPaths(json));
    }

    @Test
    void refusesWhatIsNoArray() {
        assertThrows(UncheckedIOException.class, () -> JmhJson.withoutPaths("{}"));
    }
}
