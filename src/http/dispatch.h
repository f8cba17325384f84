/*
 * From the first line of a request to the call of its endpoint: libmicrohttpd's callbacks.
 */
#ifndef HTTP_DISPATCH_H
#define HTTP_DISPATCH_H

#include <microhttpd.h>

struct request;

void *dispatch_line(void *server, const char *uri, struct MHD_Connection *c);
enum MHD_Result dispatch_call(void *server, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_size, void **request);
void dispatch_completed(
	void *server, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode why);
void dispatch_connection(
	void *server, struct MHD_Connection *c, void **peer, enum MHD_ConnectionNotificationCode what);
/* URLs are decoded here, strictly; libmicrohttpd is to leave them alone. */
size_t dispatch_leave_encoded(void *server, struct MHD_Connection *c, char *s);
/* All of them have one connection; several are posts that join. */
void dispatch_in_lane(struct request *const *r, size_t n);

#endif
