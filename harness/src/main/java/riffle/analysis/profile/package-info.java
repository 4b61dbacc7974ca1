/** Where the time of a network goes: classes of operators, waterfalls, depthwise convolutions beside the others. */
package riffle.analysis.profile;
