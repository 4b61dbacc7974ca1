/**
 * One record per operator, made for one input shape: its parameters, the rule for its output shape, its multiply-adds
 * and the bytes it must move. Nothing else derives these: reference, kernels, tests, plans and reports ask the record.
 */
package riffle.operator;
