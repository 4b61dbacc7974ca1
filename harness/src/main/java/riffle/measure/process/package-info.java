/**
 * Worker processes as their parent sees them: how one is started, listened to and stopped, and the folders it may write
 * to.
 */
package riffle.measure.process;
