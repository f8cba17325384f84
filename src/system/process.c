#include "system/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOGROUP ((gid_t)65534)

extern char **environ;

static void user_set(struct process_user *u, uid_t uid, gid_t gid, const char *name)
{
	u->uid = uid;
	u->gid = gid;
	snprintf(u->name, sizeof u->name, "%s", name);
}

bool process_user_find(const char *name, struct process_user *u)
{
	struct passwd pw, *found = NULL;
	char space[4096];

	if (getpwnam_r(name, &pw, space, sizeof space, &found) != 0 || !found)
		return false;
	user_set(u, pw.pw_uid, pw.pw_gid, pw.pw_name);
	return true;
}

void process_user_of(uid_t uid, struct process_user *u)
{
	struct passwd pw, *found = NULL;
	char space[4096], number[16];

	if (getpwuid_r(uid, &pw, space, sizeof space, &found) == 0 && found) {
		user_set(u, pw.pw_uid, pw.pw_gid, pw.pw_name);
		return;
	}
	snprintf(number, sizeof number, "%u", (unsigned)uid);
	user_set(u, uid, NOGROUP, number);
}

/* Only system calls: also run between fork and exec. */
static bool become(const struct process_user *u)
{
	return setgroups(1, &u->gid) == 0 && setresgid(u->gid, u->gid, u->gid) == 0 &&
	       setresuid(u->uid, u->uid, u->uid) == 0;
}

bool process_become(const struct process_user *u, struct fault *f)
{
	if (!become(u) || (u->uid != 0 && setuid(0) == 0))
		return fault_say(
			f, FAULT_ENVIRONMENT, "cannot become the user %s: %s", u->name, strerror(errno));
	prctl(PR_SET_DUMPABLE, 1); /* the change of user took it, and with it /proc/self of our own */
	return true;
}

struct child {
	const char *const *argv;
	const struct process_user *user;
	char **environment;
	int output;   /* its standard output and error */
	bool session; /* outlives us */
	pid_t parent;
};

/* In the child: everything of ours is left behind.  What fails is said through the exit code. */
static _Noreturn void child_runs(const struct child *c)
{
	struct sigaction usual = {.sa_handler = SIG_DFL};
	sigset_t none;
	int null = open("/dev/null", O_RDONLY);

	for (int s = 1; s < NSIG; s++)
		sigaction(s, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (c->session)
		setsid();
	if (null < 0 || dup2(null, 0) < 0 || dup2(c->output, 1) < 0 || dup2(c->output, 2) < 0)
		_exit(126);
	close_range(3, ~0u, 0);
	if (c->user && !become(c->user))
		_exit(126);
	if (!c->session) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != c->parent)
			_exit(126);
	}
	if (chdir("/") != 0)
		_exit(126);
	umask(077);
	execve(c->argv[0], (char *const *)(uintptr_t)c->argv, c->environment);
	_exit(127);
}

/* Our environment without what libpq and PostgreSQL would listen to. The strings stay environ's. */
static char **clean_environment(void)
{
	size_t n = 0, kept = 0;
	char **clean;

	while (environ && environ[n])
		n++;
	clean = calloc(n + 1, sizeof *clean);
	if (!clean)
		abort();
	for (size_t i = 0; i < n; i++)
		if (strncmp(environ[i], "PG", 2) != 0)
			clean[kept++] = environ[i];
	return clean;
}

static pid_t child_start(struct child *c, struct fault *f)
{
	pid_t pid;

	c->environment = clean_environment();
	c->parent = getpid();
	pid = fork();
	if (pid == 0)
		child_runs(c);
	free(c->environment);
	if (pid < 0)
		fault_say(f, FAULT_ENVIRONMENT, "cannot start %s: %s", c->argv[0], strerror(errno));
	return pid;
}

static void read_all(int fd, struct text *to)
{
	char piece[4096];
	ssize_t n;

	while ((n = read(fd, piece, sizeof piece)) != 0) {
		if (n > 0)
			text_add(to, piece, (size_t)n);
		else if (errno != EINTR)
			return;
	}
}

bool process_run(const char *const *argv, const struct process_user *user, struct text *output, int *status,
	struct fault *f)
{
	int ends[2];
	struct child c = {.argv = argv, .user = user};
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault_say(f, FAULT_ENVIRONMENT, "no pipe: %s", strerror(errno));
	c.output = ends[1];
	pid = child_start(&c, f);
	close(ends[1]);
	if (pid > 0)
		read_all(ends[0], output);
	close(ends[0]);
	if (pid < 0)
		return false;
	while (waitpid(pid, status, 0) < 0)
		if (errno != EINTR)
			return fault_say(
				f, FAULT_ENVIRONMENT, "lost sight of %s: %s", argv[0], strerror(errno));
	return true;
}

/* A log that root opens for another is that one's, who goes on writing it. Never a file with a second name:
 * it could be anybody's. */
static int log_open(const char *log, const struct process_user *user)
{
	int fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct stat s;

	if (fd >= 0 && user &&
		(fstat(fd, &s) != 0 || s.st_nlink != 1 || fchown(fd, user->uid, user->gid) != 0)) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

pid_t process_spawn(
	const char *const *argv, const struct process_user *user, const char *log, struct fault *f)
{
	struct child c = {.argv = argv, .user = user, .session = true};
	pid_t pid;

	c.output = log_open(log, user);
	if (c.output < 0) {
		fault_say(f, FAULT_ENVIRONMENT, "cannot write %s: %s", log, strerror(errno));
		return -1;
	}
	pid = child_start(&c, f);
	close(c.output);
	return pid;
}

bool process_alive(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, WNOHANG) == pid)
		return false;
	return kill(pid, 0) == 0 || errno == EPERM;
}

bool process_cwd(pid_t pid, char *path, size_t room)
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/%d/cwd", (int)pid);
	n = readlink(link, path, room - 1);
	if (n < 0)
		return false;
	path[n] = '\0';
	return true;
}

static bool is_called(pid_t pid, const char *name)
{
	char path[64], comm[32] = "";
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
	in = fopen(path, "re");
	if (!in)
		return false;
	if (!fgets(comm, sizeof comm, in))
		comm[0] = '\0';
	fclose(in);
	comm[strcspn(comm, "\n")] = '\0';
	return strcmp(comm, name) == 0;
}

int process_signal_in(const char *dir, const char *name, int sig)
{
	DIR *proc = opendir("/proc");
	struct dirent *e;
	int count = 0;

	while (proc && (e = readdir(proc))) {
		pid_t pid = (pid_t)strtol(e->d_name, NULL, 10);
		char cwd[PATH_MAX];

		if (pid <= 0 || !process_cwd(pid, cwd, sizeof cwd) || strcmp(cwd, dir) != 0 ||
			!is_called(pid, name))
			continue;
		count++;
		kill(pid, sig);
	}
	if (proc)
		closedir(proc);
	return count;
}

int process_files(int n)
{
	struct rlimit l;

	if (getrlimit(RLIMIT_NOFILE, &l) != 0)
		return n;
	if (l.rlim_cur < (rlim_t)n) {
		l.rlim_cur = l.rlim_max == RLIM_INFINITY || l.rlim_max > (rlim_t)n ? (rlim_t)n : l.rlim_max;
		setrlimit(RLIMIT_NOFILE, &l);
		getrlimit(RLIMIT_NOFILE, &l);
	}
	return l.rlim_cur > INT_MAX ? INT_MAX : (int)l.rlim_cur;
}
