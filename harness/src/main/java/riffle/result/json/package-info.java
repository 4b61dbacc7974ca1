/** JSON as result files and workers have it, and that of JMH. */
package riffle.result.json;
