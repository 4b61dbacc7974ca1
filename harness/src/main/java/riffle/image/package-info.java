/** From a photo in a file to the tensor that a network takes, prepared as those did it who trained the network. */
package riffle.image;
