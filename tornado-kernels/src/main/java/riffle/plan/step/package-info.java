/** What the planning of a launch speaks of: steps, packed weights, operands, work-items, reach. */
package riffle.plan.step;
