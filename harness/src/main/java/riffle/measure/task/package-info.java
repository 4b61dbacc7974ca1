/**
 * What runs inside a worker process: one task a request, from its main class {@link riffle.measure.task.Worker}. A task
 * knows nothing of the process that asked.
 */
package riffle.measure.task;
