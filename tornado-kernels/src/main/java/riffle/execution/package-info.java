/** What every backend offers: devices, and executions of a network on one of them, each with its times. */
package riffle.execution;
