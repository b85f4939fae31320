/** Cases as a service keeps them and as callers work on them over HTTP. */
package waymark.web.cases;
