#include "store/conn.h"

#include <string.h>

static const struct {
	const char *state;
	enum fault_code fault;
} states[] = {
#define SQLSTATE(state, fault, text) {state, FAULT_##fault},
#include "store/sqlstate.def"
#undef SQLSTATE
};

enum fault_code sqlstate_fault(const char *state)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
			return states[i].fault;
	return FAULT_INTERNAL;
}

void conn_words(char *to, size_t room, const char *from)
{
	size_t n = 0;

	for (; *from && n + 1 < room; from++) {
		if (*from != '\n' && *from != '\t')
			to[n++] = *from;
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	while (n && to[n - 1] == ' ')
		n--;
	to[n] = '\0';
}

bool conn_lost(struct conn *c, struct fault *f)
{
	char words[400];

	conn_words(words, sizeof words, PQerrorMessage(c->pg));
	c->broken = true;
	db_tell(c->db, false);
	return fault_say(
		f, FAULT_NO_DATABASE, "the database does not answer: %s", words[0] ? words : "it hung up");
}

bool conn_fault(struct conn *c, const PGresult *r, struct fault *f)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *said = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	enum fault_code code;
	char words[400];

	if (!state)
		return conn_lost(c, f);
	code = sqlstate_fault(state);
	conn_words(words, sizeof words, said ? said : "no words");
	fault_say(f, code, "the database says: %s (SQLSTATE %s)", words, state);
	memcpy(f->sqlstate, state, strnlen(state, 5));
	f->sqlstate[5] = '\0';
	/* What was prepared here is no good any more: a new connection is. */
	if (code == FAULT_NO_DATABASE || PQstatus(c->pg) == CONNECTION_BAD || strcmp(state, "0A000") == 0 ||
		strcmp(state, "26000") == 0)
		c->broken = true;
	if (code == FAULT_NO_DATABASE)
		db_tell(c->db, false);
	return false;
}
