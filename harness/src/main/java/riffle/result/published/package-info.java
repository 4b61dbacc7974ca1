/** Times that others published, in files beside those of results. */
package riffle.result.published;
