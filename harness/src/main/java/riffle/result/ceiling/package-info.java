/** What a device can do at best: bandwidths, peak rates, the cost of launches and transfers. */
package riffle.result.ceiling;
