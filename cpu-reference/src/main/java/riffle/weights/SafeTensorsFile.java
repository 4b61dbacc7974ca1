package riffle.weights;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a .safetensors file holds, sorted by name.
 *
 * @param metadata free text by key
 * @param tensors tensors by name, widened to float32
 */
public record SafeTensorsFile(Map<String, String> metadata, Map<String, NamedTensor> tensors) {

    public SafeTensorsFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    }
}
