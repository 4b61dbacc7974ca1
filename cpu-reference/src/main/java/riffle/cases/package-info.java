/**
 * Test cases: from files that other implementations wrote, and from one table of shapes per operator. The project's
 * tests and the {@code verify} command run the same ones.
 */
package riffle.cases;
