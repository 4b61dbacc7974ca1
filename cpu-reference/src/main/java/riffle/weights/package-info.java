/** Parameters of networks: from .safetensors files, or drawn from a seed. */
package riffle.weights;
