/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/events.tsv and the tables beside it. Do not edit. */
#include "names.h"

#include "vocabulary.h"

const char *event_name(uint8_t event)
{
  switch (event) {
  case EVENT_TICK:
    return "tick";
  case EVENT_BOOT:
    return "boot";
  case EVENT_CONTACT_OPEN:
    return "contact_open";
  case EVENT_CONTACT_CLOSED:
    return "contact_closed";
  case EVENT_CONTACT_LOST:
    return "contact_lost";
  case EVENT_STORE_DONE:
    return "store_done";
  case EVENT_STORE_FAILED:
    return "store_failed";
  case EVENT_CAMERA_EXITED:
    return "camera_exited";
  case EVENT_CAMERA_HEARTBEAT:
    return "camera_heartbeat";
  case EVENT_PHONE_SEEN:
    return "phone_seen";
  case EVENT_JOIN_SUCCEEDED:
    return "join_succeeded";
  case EVENT_JOIN_FAILED:
    return "join_failed";
  case EVENT_LINK_LOST:
    return "link_lost";
  case EVENT_LINK_RESTORED:
    return "link_restored";
  case EVENT_CLAIM_REQUESTED:
    return "claim_requested";
  case EVENT_CHANGE_REQUESTED:
    return "change_requested";
  case EVENT_RESTART_REQUESTED:
    return "restart_requested";
  case EVENT_RESET_REQUESTED:
    return "reset_requested";
  case EVENT_PASSWORD_REQUESTED:
    return "password_requested";
  case EVENT_VISIT_REQUESTED:
    return "visit_requested";
  case EVENT_ADOPT_REQUESTED:
    return "adopt_requested";
  default:
    return "unknown";
  }
}

const char *command_name(uint8_t command)
{
  switch (command) {
  case COMMAND_NONE:
    return "none";
  case COMMAND_WRITE_INTENT:
    return "write_intent";
  case COMMAND_DESTROY_KEY:
    return "destroy_key";
  case COMMAND_CREATE_KEY:
    return "create_key";
  case COMMAND_CREATE_FILES:
    return "create_files";
  case COMMAND_VERIFY_WIPE:
    return "verify_wipe";
  case COMMAND_CLEAR_INTENT:
    return "clear_intent";
  case COMMAND_OPEN_STORAGE:
    return "open_storage";
  case COMMAND_REPAIR_RECORDS:
    return "repair_records";
  case COMMAND_STORE_OWNER:
    return "store_owner";
  case COMMAND_START_CAMERA:
    return "start_camera";
  case COMMAND_STOP_CAMERA:
    return "stop_camera";
  case COMMAND_RESTART_BOARD:
    return "restart_board";
  case COMMAND_OPEN_SETUP_NETWORK:
    return "open_setup_network";
  case COMMAND_CLOSE_SETUP_NETWORK:
    return "close_setup_network";
  case COMMAND_JOIN_CANDIDATE:
    return "join_candidate";
  case COMMAND_JOIN_HOME:
    return "join_home";
  case COMMAND_FORGET_CANDIDATE:
    return "forget_candidate";
  default:
    return "unknown";
  }
}

const char *light_name(uint8_t light)
{
  switch (light) {
  case LIGHT_FAULT:
    return "fault";
  case LIGHT_READY:
    return "ready";
  case LIGHT_ARMED:
    return "armed";
  case LIGHT_PRESSED:
    return "pressed";
  case LIGHT_CANCELLED:
    return "cancelled";
  case LIGHT_WORKING:
    return "working";
  case LIGHT_UPDATING:
    return "updating";
  case LIGHT_BOOTING:
    return "booting";
  case LIGHT_JOINING:
    return "joining";
  case LIGHT_JOIN_FAILED:
    return "join_failed";
  case LIGHT_SETUP:
    return "setup";
  case LIGHT_LOST:
    return "lost";
  case LIGHT_ONLINE:
    return "online";
  default:
    return "unknown";
  }
}

const char *reason_name(uint8_t reason)
{
  switch (reason) {
  case REASON_NONE:
    return "none";
  case REASON_WRONG_PASSWORD:
    return "wrong_password";
  case REASON_NOT_FOUND:
    return "not_found";
  case REASON_FIVE_GHZ_ONLY:
    return "five_ghz_only";
  case REASON_UNSUPPORTED_SECURITY:
    return "unsupported_security";
  case REASON_REFUSED:
    return "refused";
  case REASON_NO_ADDRESS:
    return "no_address";
  case REASON_WEAK_SIGNAL:
    return "weak_signal";
  case REASON_TIMED_OUT:
    return "timed_out";
  case REASON_NOT_STORED:
    return "not_stored";
  case REASON_ALREADY_OWNED:
    return "already_owned";
  case REASON_NOT_OWNED:
    return "not_owned";
  case REASON_BUSY:
    return "busy";
  case REASON_RESETTING:
    return "resetting";
  case REASON_NOT_PERMITTED:
    return "not_permitted";
  case REASON_MALFORMED:
    return "malformed";
  case REASON_WRONG_SECRET:
    return "wrong_secret";
  case REASON_UNCLAIMED:
    return "unclaimed";
  default:
    return "unknown";
  }
}

const char *cause_name(uint8_t cause)
{
  switch (cause) {
  case CAUSE_POWER:
    return "power";
  case CAUSE_BUTTON:
    return "button";
  case CAUSE_REQUEST:
    return "request";
  case CAUSE_RESET:
    return "reset";
  case CAUSE_WATCHDOG:
    return "watchdog";
  default:
    return "unknown";
  }
}

const char *intent_name(uint8_t intent)
{
  switch (intent) {
  case INTENT_NONE:
    return "none";
  case INTENT_STANDING:
    return "standing";
  case INTENT_UNREADABLE:
    return "unreadable";
  default:
    return "unknown";
  }
}

const char *vault_name(uint8_t vault)
{
  switch (vault) {
  case VAULT_UNCLAIMED:
    return "unclaimed";
  case VAULT_OWNED:
    return "owned";
  case VAULT_UNREADABLE:
    return "unreadable";
  default:
    return "unknown";
  }
}

const char *security_name(uint8_t security)
{
  switch (security) {
  case SECURITY_OPEN:
    return "open";
  case SECURITY_WPA2:
    return "wpa2";
  case SECURITY_WPA3:
    return "wpa3";
  case SECURITY_WPA2_WPA3:
    return "wpa2_wpa3";
  case SECURITY_ENTERPRISE:
    return "enterprise";
  case SECURITY_WEP:
    return "wep";
  default:
    return "unknown";
  }
}

const char *role_name(uint8_t role)
{
  switch (role) {
  case ROLE_CAMERA:
    return "camera";
  case ROLE_TOOL:
    return "tool";
  default:
    return "unknown";
  }
}

const char *signal_name(uint8_t signal)
{
  switch (signal) {
  case SIGNAL_NONE:
    return "none";
  case SIGNAL_PRESSED:
    return "pressed";
  case SIGNAL_ARMED:
    return "armed";
  case SIGNAL_READY:
    return "ready";
  case SIGNAL_STUCK:
    return "stuck";
  case SIGNAL_RELEASED:
    return "released";
  case SIGNAL_RESTART:
    return "restart";
  case SIGNAL_CANCELLED:
    return "cancelled";
  case SIGNAL_FACTORY_RESET:
    return "factory_reset";
  case SIGNAL_BROKEN:
    return "broken";
  case SIGNAL_UNSTUCK:
    return "unstuck";
  default:
    return "unknown";
  }
}

const char *stage_name(uint8_t stage)
{
  switch (stage) {
  case STAGE_NONE:
    return "none";
  case STAGE_SEARCHING:
    return "searching";
  case STAGE_FOUND:
    return "found";
  case STAGE_ACCEPTED:
    return "accepted";
  case STAGE_ADDRESSED:
    return "addressed";
  case STAGE_REACHABLE:
    return "reachable";
  case STAGE_NO_GATEWAY:
    return "no_gateway";
  default:
    return "unknown";
  }
}

const char *message_name(uint8_t message)
{
  switch (message) {
  case MESSAGE_HELLO:
    return "hello";
  case MESSAGE_HEARTBEAT:
    return "heartbeat";
  case MESSAGE_GET_STATUS:
    return "get_status";
  case MESSAGE_GET_OWNER:
    return "get_owner";
  case MESSAGE_GET_NETWORKS:
    return "get_networks";
  case MESSAGE_CLAIM:
    return "claim";
  case MESSAGE_CHANGE_NETWORK:
    return "change_network";
  case MESSAGE_RESTART:
    return "restart";
  case MESSAGE_RESET:
    return "reset";
  case MESSAGE_PHONE_SEEN:
    return "phone_seen";
  case MESSAGE_CHANGE_PASSWORD:
    return "change_password";
  case MESSAGE_VISIT:
    return "visit";
  case MESSAGE_ADOPT:
    return "adopt";
  case MESSAGE_REPLY:
    return "reply";
  case MESSAGE_STATUS:
    return "status";
  case MESSAGE_OWNER:
    return "owner";
  case MESSAGE_NETWORK:
    return "network";
  default:
    return "unknown";
  }
}

const char *reason_sentence(uint8_t reason)
{
  switch (reason) {
  case REASON_NONE:
    return "-";
  case REASON_WRONG_PASSWORD:
    return "The network's password is wrong.";
  case REASON_NOT_FOUND:
    return "The network was not found on 2.4 GHz; it may be 5 GHz only, switched off or too far away.";
  case REASON_FIVE_GHZ_ONLY:
    return "The network is only on 5 GHz, which this camera cannot use. Switch on the router's 2.4 GHz network.";
  case REASON_UNSUPPORTED_SECURITY:
    return "The network's security is not supported (company logins and WEP are not).";
  case REASON_REFUSED:
    return "The network refused the camera.";
  case REASON_NO_ADDRESS:
    return "The network gave the camera no address. Restart the router, or see its DHCP settings.";
  case REASON_WEAK_SIGNAL:
    return "The network's signal is too weak here.";
  case REASON_TIMED_OUT:
    return "The network did not answer in time.";
  case REASON_NOT_STORED:
    return "The network was joined, but the camera could not keep it: its storage failed. Try again; if that fails too, restart the camera (hold its button for 3 s) and set it up once more.";
  case REASON_ALREADY_OWNED:
    return "The camera has an owner. It can be claimed again after a factory reset.";
  case REASON_NOT_OWNED:
    return "The camera has no owner yet.";
  case REASON_BUSY:
    return "The camera is busy with an earlier request.";
  case REASON_RESETTING:
    return "A restart or a factory reset is going on.";
  case REASON_NOT_PERMITTED:
    return "This peer may not ask for that.";
  case REASON_MALFORMED:
    return "The request is malformed.";
  case REASON_WRONG_SECRET:
    return "That is not the secret on the camera's label.";
  case REASON_UNCLAIMED:
    return "Nobody claimed the camera on the network whose code it was shown.";
  default:
    return "-";
  }
}
