/* Papers asked for. */
#include "http/handlers.h"
#include "http/request.h"
#include "service/answers.h"

bool documents_list(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = answer_documents(
		&q, request_param(r, "kind"), request_param(r, "container"), request_param(r, "wagon"));

	r->next = q.next;
	return good;
}

bool document_show(struct request *r)
{
	struct asking q = asking_of(r);

	return answer_document(&q, r->captures[0], r->captures[1]);
}
