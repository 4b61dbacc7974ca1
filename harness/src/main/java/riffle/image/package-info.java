/** From a photo in a file to the tensor that a network trained on ImageNet takes, as torchvision makes it. */
package riffle.image;
