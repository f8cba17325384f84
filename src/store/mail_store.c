#include "store/mail_store.h"

bool mail_last(struct conn *c, struct arena *a, const struct mail_place *p, uint64_t *uid, struct fault *f)
{
	struct param params[] = {P_TEXT(p->mailbox), p_int(a, (int64_t)p->validity)};
	struct rows *r;

	if (!conn_query(c, SQL_mail_last, params, 2, a, &r, f))
		return false;
	*uid = (uint64_t)rows_int(r, 0, 0); /* -1 is MAIL_NONE */
	return true;
}

bool mail_done(struct conn *c, struct arena *a, const struct mail_place *p, uint64_t uid, bool answered,
	struct fault *f)
{
	struct param params[] = {
		P_TEXT(p->mailbox), p_int(a, (int64_t)p->validity), p_int(a, (int64_t)uid), p_bool(answered)};

	return conn_query(c, SQL_mail_done, params, 4, a, NULL, f);
}
