/** Whether it is worth sending something to a device: what to time on both sides, and what the times say. Pure data. */
package riffle.offload;
