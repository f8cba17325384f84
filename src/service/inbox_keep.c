#include "service/inbox_keep.h"

#include "service/inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECEIPT ".receipt.json"
#define DIGITS  8 /* of an intake's id, where a name is taken */

bool inbox_name(char *to, size_t room, const char *name, const char *digits, const char *ending)
{
	const char *dot = strrchr(name, '.');
	int stem = (int)(dot && dot != name ? (size_t)(dot - name) : strlen(name));
	int n = snprintf(to, room, "%.*s%s%s%s%s", stem, name, digits ? "." : "", digits ? digits : "",
		name + stem, ending);

	return n > 0 && (size_t)n < room && n <= NAME_MAX;
}

void keep_nothing(struct keep *k)
{
	*k = (struct keep){-1, -1, -1};
}

void keep_close(struct keep *k)
{
	int *each[] = {&k->in, &k->done, &k->rejected};

	for (size_t i = 0; i < 3; i++) {
		if (*each[i] >= 0)
			close(*each[i]);
		*each[i] = -1;
	}
}

static bool denied(const char *dir, const char *name, struct fault *f)
{
	int why = errno;
	struct passwd *me = getpwuid(geteuid());

	return fault_say(f, FAULT_ENVIRONMENT,
		"--inbox %s: %s cannot be made and written: %s. The daemon runs as the user %s: make the "
		"directory theirs, or a "
		"group's that they are in",
		dir, name, strerror(why), me ? me->pw_name : "it was started as");
}

/* The directory in `at`, made where it is missing; -1 with errno. */
static int directory(int at, const char *name)
{
	int fd;

	if (mkdirat(at, name, 0770) && errno != EEXIST)
		return -1;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && faccessat(at, name, R_OK | W_OK | X_OK, AT_EACCESS)) {
		close(fd);
		errno = EACCES;
		return -1;
	}
	return fd;
}

bool keep_open(struct keep *k, const char *dir, struct fault *f)
{
	const struct {
		int *fd;
		const char *name;
	} rows[] = {{&k->in, "in"}, {&k->done, "done"}, {&k->rejected, "rejected"}};
	int top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (size_t i = 0; i < 3; i++) {
		*rows[i].fd = top < 0 ? -1 : directory(top, rows[i].name);
		if (*rows[i].fd < 0) {
			denied(dir, rows[i].name, f);
			if (top >= 0)
				close(top);
			return false;
		}
	}
	close(top);
	return true;
}

static bool failed(const char *what, const char *name, struct fault *f)
{
	int why = errno;

	return fault_say(
		f, why == ENOSPC ? FAULT_NO_ROOM : FAULT_ENVIRONMENT, "%s %s: %s", what, name, strerror(why));
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t wrote = write(fd, bytes, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

/* The receipt that was written before the daemon died names the same intake: it is the first one, and stays.
 */
static bool stands(int dir, const char *name, const char *id)
{
	char head[256];
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, head, sizeof head - 1);

	if (fd >= 0)
		close(fd);
	head[n > 0 ? n : 0] = 0;
	return strstr(head, id) != NULL;
}

static bool write_receipt(int dir, const char *name, const struct receipt *r, struct fault *f)
{
	static const char making[] = ".receipt.tmp"; /* one daemon writes here, a file at a time */
	int fd;
	bool fine;

	fd = openat(dir, making, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
	if (fd < 0)
		return failed("a receipt cannot be written:", name, f);
	fine = write_all(fd, r->json.bytes, r->json.length) && write_all(fd, "\n", 1) && !fsync(fd);
	fine = !close(fd) && fine;
	if (fine && !renameat(dir, making, dir, name))
		return true;
	failed("a receipt cannot be written:", name, f);
	unlinkat(dir, making, 0);
	return false;
}

static bool there(int dir, const char *name)
{
	struct stat st;

	return !fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW);
}

/* Nobody else's file or receipt is there. */
static bool is_free(int to, const char *file, const char *receipt, const char *id)
{
	return !there(to, file) && (!there(to, receipt) || stands(to, receipt, id));
}

/* Under its own name, or one with digits where that is taken. */
static bool names(int to, const char *name, const char *id, char file[NAME_MAX + 1],
	char receipt[NAME_MAX + 1], struct fault *f)
{
	char digits[DIGITS + 1], cut[NAME_MAX - 32];

	snprintf(digits, sizeof digits, "%.*s", DIGITS, id + strlen(id) - DIGITS);
	snprintf(cut, sizeof cut, "%s", name);
	if (strlen(name) < sizeof cut && inbox_name(file, NAME_MAX + 1, name, NULL, "") &&
		inbox_name(receipt, NAME_MAX + 1, name, NULL, RECEIPT) && is_free(to, file, receipt, id))
		return true;
	if (inbox_name(file, NAME_MAX + 1, cut, digits, "") &&
		inbox_name(receipt, NAME_MAX + 1, cut, digits, RECEIPT))
		return true;
	return fault_say(f, FAULT_ENVIRONMENT, "the name is too long");
}

/* The file under that name is the one that was read. */
static bool is_it(int dir, const char *name, const struct stat *read)
{
	struct stat st;

	return !fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) && st.st_dev == read->st_dev &&
	       st.st_ino == read->st_ino && st.st_size == read->st_size &&
	       st.st_mtim.tv_sec == read->st_mtim.tv_sec && st.st_mtim.tv_nsec == read->st_mtim.tv_nsec;
}

/* Overwrites nothing; some network file systems cannot promise that. */
static bool rename_free(int from, const char *name, int to, const char *file)
{
	if (!renameat2(from, name, to, file, RENAME_NOREPLACE))
		return true;
	if (errno != EINVAL)
		return false;
	errno = EEXIST;
	return !there(to, file) && !renameat(from, name, to, file);
}

static bool another(const char *name, struct fault *f)
{
	return fault_say(f, FAULT_CLASH, "%s was changed while it was read", name);
}

/* What took the name after it was looked at goes back: under its own name, or beside a third one. */
static bool move_back(int from, int to, const char *name, const char *file, struct fault *f)
{
	if (!rename_free(to, file, from, name) && !rename_free(to, file, from, file))
		return failed("the file cannot be moved back:", file, f);
	return another(name, f);
}

static bool move(
	int from, int to, const char *name, const struct stat *read, const struct receipt *r, struct fault *f)
{
	char file[NAME_MAX + 1], receipt[NAME_MAX + 1];
	struct text id = TEXT_INIT;
	bool fine, moved;

	text_uuid(&id, r->intake);
	fine = names(to, name, text_string(&id), file, receipt, f) &&
	       (stands(to, receipt, text_string(&id)) || write_receipt(to, receipt, r, f));
	text_free(&id);
	if (!fine)
		return false;
	if (!is_it(from, name, read))
		return another(name, f);
	/* digits are those of its bytes: what is there already has the same */
	moved = !fsync(to) &&
		(strcmp(name, file) ? !renameat(from, name, to, file) : rename_free(from, name, to, file));
	if (!moved)
		return failed("the file cannot be moved:", name, f);
	if (!is_it(to, file, read))
		return move_back(from, to, name, file, f);
	if (fsync(to) || fsync(from))
		return failed("the file cannot be moved:", name, f);
	return true;
}

int keep_folder(int dir, const char *folder)
{
	return openat(dir, *folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Where a file bears the folder's name, the folder has another. */
static int folder_in(int out, const char *folder)
{
	char other[NAME_MAX + 1];
	int fd = *folder ? directory(out, folder) : keep_folder(out, "");

	if (fd >= 0 || errno != ENOTDIR)
		return fd;
	snprintf(other, sizeof other, "%.*s.folder", NAME_MAX - 7, folder);
	return directory(out, other);
}

bool keep_file(struct keep *k, const char *folder, const char *name, const struct stat *read,
	const struct receipt *r, struct fault *f)
{
	int from = keep_folder(k->in, folder);
	int to = from < 0 ? -1 : folder_in(r->status == RECEIPT_REJECTED ? k->rejected : k->done, folder);
	bool fine = to >= 0 ? move(from, to, name, read, r, f)
			    : failed("its folder cannot be opened:", folder, f);

	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return fine;
}
