/** The paper's networks as data: graphs of operators with fixed shapes and the names of their parameters. */
package riffle.network;
