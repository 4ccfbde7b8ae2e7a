/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the camera's own key is made once, kept for its owner alone, and made anew where it is damaged or gone. */
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"
#include "web/tls.h"

static char folder[32];
static char path[2][64];

static void setup(void)
{
  strcpy(folder, "/tmp/pinhole-tls-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path[0], sizeof path[0], "%s/" TLS_KEY_FILE, folder);
  snprintf(path[1], sizeof path[1], "%s/" TLS_CERTIFICATE_FILE, folder);
}

static void teardown(void)
{
  unlink(path[0]);
  unlink(path[1]);
  ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(is_made_once_and_kept_for_the_owner_alone)
{
  tls_pair_t first, second;
  struct stat status;
  ck_assert(tls_pair(folder, "PH123", &first));
  ck_assert_ptr_nonnull(strstr(first.key, "PRIVATE KEY"));
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(stat(path[i], &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
  }
  ck_assert(tls_pair(folder, "PH123", &second));
  ck_assert_str_eq(first.key, second.key);
  ck_assert_str_eq(first.certificate, second.certificate);
  tls_pair_free(&first);
  tls_pair_free(&second);
  ck_assert_ptr_null(first.key);
}
END_TEST

START_TEST(names_the_camera_and_lasts)
{
  tls_pair_t pair;
  gnutls_x509_crt_t certificate;
  char name[96];
  size_t size = sizeof name;
  ck_assert(tls_pair(folder, "PH123", &pair));
  gnutls_datum_t text = {(unsigned char *)pair.certificate, (unsigned)strlen(pair.certificate)};
  ck_assert_int_ge(gnutls_x509_crt_init(&certificate), 0);
  ck_assert_int_ge(gnutls_x509_crt_import(certificate, &text, GNUTLS_X509_FMT_PEM), 0);
  ck_assert_int_ge(gnutls_x509_crt_get_dn(certificate, name, &size), 0);
  ck_assert_str_eq(name, "CN=Pinhole camera PH123");
  ck_assert_int_gt(gnutls_x509_crt_get_expiration_time(certificate), time(NULL) + 86400 * 365);
  ck_assert_int_lt(gnutls_x509_crt_get_activation_time(certificate), time(NULL));
  gnutls_x509_crt_deinit(certificate);
  tls_pair_free(&pair);
}
END_TEST

static void spoil(int which)
{
  FILE *file = fopen(path[which], "w");
  fputs("-----BEGIN nothing-----\n", file);
  fclose(file);
}

START_TEST(is_made_anew_where_it_is_damaged_or_does_not_fit)
{
  tls_pair_t before, after;
  for (int which = 0; which < 2; which++) {
    ck_assert(tls_pair(folder, "PH123", &before));
    spoil(which);
    ck_assert(tls_pair(folder, "PH123", &after));
    ck_assert_str_ne(before.key, after.key);
    tls_pair_free(&before);
    tls_pair_free(&after);
  }
}
END_TEST

START_TEST(fails_where_nothing_can_be_kept)
{
  tls_pair_t pair;
  ck_assert(!tls_pair("/nonexistent/folder", "PH123", &pair));
  ck_assert_ptr_null(pair.key);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("tls");
  TCase *all = tcase_create("tls");
  tcase_add_checked_fixture(all, setup, teardown);
  tcase_add_test(all, is_made_once_and_kept_for_the_owner_alone);
  tcase_add_test(all, names_the_camera_and_lasts);
  tcase_add_test(all, is_made_anew_where_it_is_damaged_or_does_not_fit);
  tcase_add_test(all, fails_where_nothing_can_be_kept);
  suite_add_tcase(suite, all);
  return unit_main("tls", suite);
}
