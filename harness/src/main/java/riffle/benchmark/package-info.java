/** JMH benchmarks of what runs on the JVM, started by {@code ./riffle jmh}. Nothing else may depend on them. */
package riffle.benchmark;
