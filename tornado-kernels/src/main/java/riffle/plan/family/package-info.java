/**
 * The kernels, family by family: one record holds the entries of a family's shape array, how a step becomes such a
 * call, and how far it reaches. {@link riffle.plan.family.Kernel} lists the kernels, and says which family computes
 * which operator.
 */
package riffle.plan.family;
