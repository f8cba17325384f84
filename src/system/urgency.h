/*
 * Who gets the processor first: what answers somebody comes before what is taken in and judged.
 *
 * Of threads of ours, and of server processes of the private PostgreSQL.  What the system does not know or
 * not allow stays as it is: nothing is done otherwise by it, only later.
 */
#ifndef SYSTEM_URGENCY_H
#define SYSTEM_URGENCY_H

#include <stdbool.h>
#include <sys/types.h>

enum urgency {
	URGENCY_PLAIN,
	URGENCY_QUICK, /* short turns, and at once: sched(7)'s runtime of a normal thread, from Linux 6.12 on
			*/
	URGENCY_BACK,  /* gives way: niceness */
};

/* This thread, and those that it starts from now on. */
void urgency_set(enum urgency u);
/* A process that leads a session of its own, as PostgreSQL's do: where each session has its share of the
 * processor (autogroup, sched(7)) that share, too.  False: the system wants to be asked again a little later.
 */
bool urgency_set_process(pid_t process, enum urgency u);
/*
 * This whole process gives way, before it has threads.
 *
 * Who shares a session with others shares one portion of the processor with them, whatever his niceness: what
 * is used by an import is missed by a daemon and by who asks it, that were started by the same script.  So it
 * leads a session of its own from now on, and lowers that.  Not where it runs at a terminal: Ctrl-C would not
 * reach it any more; nor as the head of a group of processes, which cannot leave.
 */
void urgency_step_back(void);

#endif
