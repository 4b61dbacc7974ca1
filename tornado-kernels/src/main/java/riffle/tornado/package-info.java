/** Carries plans out with TornadoVM: one task graph a network, its grid, its times. */
package riffle.tornado;
