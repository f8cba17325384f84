/*
 * Processes, users and lock files: what the private PostgreSQL and the daemon ask of the system.
 *
 * A user is looked up before any fork, since looking one up in the child of a threaded program is not safe.
 * Children get an empty signal mask, default dispositions, no descriptor of ours, and no PG* variable.
 */
#ifndef SYSTEM_PROCESS_H
#define SYSTEM_PROCESS_H

#include "base/fault.h"
#include "base/text.h"

#include <stdbool.h>
#include <sys/types.h>

struct process_user {
	uid_t uid;
	gid_t gid;
	char name[64]; /* "1007" for one without a name */
};

bool process_user_find(const char *name, struct process_user *u);
void process_user_of(
	uid_t uid, struct process_user *u); /* gid is uid's own, or nogroup's where it has none */
/* Root only: becomes that user for good, no group of root's kept.  The caller holds no secret of root's after
 * it. */
bool process_become(const struct process_user *u, struct fault *f);

/* Lets this process have that many files open, as far as it may; how many it may have. */
int process_files(int n);

/* Runs a program as user (NULL: as we are) to its end; what it wrote is added to output. Its status as of
 * waitpid. It is killed when we are. False only where it could not be started. */
bool process_run(const char *const *argv, const struct process_user *user, struct text *output, int *status,
	struct fault *f);
/* Starts a program as user in a session of its own, output appended to the file log. Its pid, or -1. */
pid_t process_spawn(
	const char *const *argv, const struct process_user *user, const char *log, struct fault *f);
/* A child that has ended is reaped, so that it no more counts as alive. */
bool process_alive(pid_t pid);
/* The working directory of a process; false where it cannot be seen. */
bool process_cwd(pid_t pid, char *path, size_t room);
/* Sends sig to every process called name whose working directory is dir; returns how many there are. */
int process_signal_in(const char *dir, const char *name, int sig);

enum lock_kind { LOCK_SHARED, LOCK_ALONE };

/* Opens (making it, 0600, where it is missing) a file to lock; -1 with a fault. */
int lock_open(const char *path, struct fault *f);
/* Takes the lock, or changes its kind, waiting wait_ms at most; false when another has it. A process that
 * ends lets go. */
bool lock_take(int fd, enum lock_kind kind, int wait_ms);
void lock_give(int fd);
/* Writes our pid into the file, for the one who finds it locked; and reads it: 0 for none. */
void lock_sign(int fd);
pid_t lock_signed(int fd);

#endif
