/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by spec/generate.py from spec/events.tsv and the tables beside it. Do not edit. */
#ifndef GEN_VOCABULARY_H
#define GEN_VOCABULARY_H

enum event {
  EVENT_TICK = 0, /* time passed; nothing else happened */
  EVENT_BOOT = 1, /* the records were read at start: intent, vault, cause of the start */
  EVENT_CONTACT_OPEN = 2, /* the contact was seen open */
  EVENT_CONTACT_CLOSED = 3, /* the contact was seen closed */
  EVENT_CONTACT_LOST = 4, /* an edge was lost: what the contact did is not known */
  EVENT_STORE_DONE = 5, /* the storage command named by the argument was carried out and is durable */
  EVENT_STORE_FAILED = 6, /* the storage command named by the argument could not be carried out */
  EVENT_CAMERA_EXITED = 7, /* the camera process is gone */
  EVENT_CAMERA_HEARTBEAT = 8, /* the camera process says that it is well */
  EVENT_PHONE_SEEN = 9, /* a phone showed itself on the setup network */
  EVENT_JOIN_SUCCEEDED = 10, /* the network that was tried was joined, with an address */
  EVENT_JOIN_FAILED = 11, /* the network that was tried could not be joined */
  EVENT_LINK_LOST = 12, /* the home network was lost */
  EVENT_LINK_RESTORED = 13, /* the home network is there again */
  EVENT_CLAIM_REQUESTED = 14, /* a claim with well-formed credentials lies ready as the candidate */
  EVENT_CHANGE_REQUESTED = 15, /* the owner asks for another home network, which lies ready as the candidate */
  EVENT_RESTART_REQUESTED = 16, /* the owner asks for a restart */
  EVENT_RESET_REQUESTED = 17, /* the owner asks for a factory reset, authorised */
  EVENT_PASSWORD_REQUESTED = 18, /* the owner asks for another password, whose record lies ready as the candidate */
  EVENT_VISIT_REQUESTED = 19, /* an unclaimed camera was shown a Wi-Fi code, whose network lies ready as the candidate */
  EVENT_ADOPT_REQUESTED = 20, /* a claim on the visited network, with the label's secret, lies ready as the candidate */
};
#define EVENT_LAST 20

enum command {
  COMMAND_NONE = 0, /* nothing */
  COMMAND_WRITE_INTENT = 1, /* write the reset intent to both copies, durable */
  COMMAND_DESTROY_KEY = 2, /* overwrite every copy of the key and of the ownership record, durable */
  COMMAND_CREATE_KEY = 3, /* write a new random key and an unclaimed ownership record to both copies, durable */
  COMMAND_CREATE_FILES = 4, /* make the owner's storage anew and empty, durable */
  COMMAND_VERIFY_WIPE = 5, /* read back, past caches, that nothing of the owner's is left */
  COMMAND_CLEAR_INTENT = 6, /* write that no intent stands to both copies, durable */
  COMMAND_OPEN_STORAGE = 7, /* open the owner's storage with the key */
  COMMAND_REPAIR_RECORDS = 8, /* write the good copy of each record over its bad or older one, durable */
  COMMAND_STORE_OWNER = 9, /* write the candidate as the ownership record to both copies, durable */
  COMMAND_START_CAMERA = 10, /* start the camera process */
  COMMAND_STOP_CAMERA = 11, /* end the camera process, by force where it does not go */
  COMMAND_RESTART_BOARD = 12, /* restart the board; the argument is the cause that the next start will report */
  COMMAND_OPEN_SETUP_NETWORK = 13, /* bring the setup network up */
  COMMAND_CLOSE_SETUP_NETWORK = 14, /* take the setup network down */
  COMMAND_JOIN_CANDIDATE = 15, /* try to join the candidate's network */
  COMMAND_JOIN_HOME = 16, /* join the stored home network, again and again */
  COMMAND_FORGET_CANDIDATE = 17, /* forget the candidate */
};
#define COMMAND_LAST 17

enum light {
  LIGHT_FAULT = 0, /* stuck contact, or a fault that needs a person */
  LIGHT_READY = 1, /* held long enough: let go to reset */
  LIGHT_ARMED = 2, /* keep holding to reset, let go to cancel */
  LIGHT_PRESSED = 3, /* the button is pressed */
  LIGHT_CANCELLED = 4, /* the hold was cancelled */
  LIGHT_WORKING = 5, /* wiping or restarting */
  LIGHT_UPDATING = 6, /* updating */
  LIGHT_BOOTING = 7, /* starting */
  LIGHT_JOINING = 8, /* joining a network */
  LIGHT_JOIN_FAILED = 9, /* the network could not be joined */
  LIGHT_SETUP = 10, /* waiting to be set up */
  LIGHT_LOST = 11, /* the home network is lost */
  LIGHT_ONLINE = 12, /* connected */
};
#define LIGHT_LAST 12

enum reason {
  REASON_NONE = 0, /* - */
  REASON_WRONG_PASSWORD = 1, /* The network's password is wrong. */
  REASON_NOT_FOUND = 2, /* The network was not found on 2.4 GHz; it may be 5 GHz only, switched off or too far away. */
  REASON_FIVE_GHZ_ONLY = 3, /* The network is only on 5 GHz, which this camera cannot use. Switch on the router's 2.4 GHz network. */
  REASON_UNSUPPORTED_SECURITY = 4, /* The network's security is not supported (company logins and WEP are not). */
  REASON_REFUSED = 5, /* The network refused the camera. */
  REASON_NO_ADDRESS = 6, /* The network gave the camera no address. Restart the router, or see its DHCP settings. */
  REASON_WEAK_SIGNAL = 7, /* The network's signal is too weak here. */
  REASON_TIMED_OUT = 8, /* The network did not answer in time. */
  REASON_NOT_STORED = 9, /* The network was joined, but the camera could not keep it: its storage failed. Try again; if that fails too, restart the camera (hold its button for 3 s) and set it up once more. */
  REASON_ALREADY_OWNED = 10, /* The camera has an owner. It can be claimed again after a factory reset. */
  REASON_NOT_OWNED = 11, /* The camera has no owner yet. */
  REASON_BUSY = 12, /* The camera is busy with an earlier request. */
  REASON_RESETTING = 13, /* A restart or a factory reset is going on. */
  REASON_NOT_PERMITTED = 14, /* This peer may not ask for that. */
  REASON_MALFORMED = 15, /* The request is malformed. */
  REASON_WRONG_SECRET = 16, /* That is not the secret on the camera's label. */
  REASON_UNCLAIMED = 17, /* Nobody claimed the camera on the network whose code it was shown. */
};
#define REASON_LAST 17

enum cause {
  CAUSE_POWER = 0, /* the supply came */
  CAUSE_BUTTON = 1, /* a restart by the button */
  CAUSE_REQUEST = 2, /* a restart asked for by the owner */
  CAUSE_RESET = 3, /* a restart into the wipe */
  CAUSE_WATCHDOG = 4, /* the board's watchdog */
};
#define CAUSE_LAST 4

enum intent {
  INTENT_NONE = 0, /* no reset intent stands */
  INTENT_STANDING = 1, /* a reset was ordered and is not finished */
  INTENT_UNREADABLE = 2, /* both copies of the intent are bad */
};
#define INTENT_LAST 2

enum vault {
  VAULT_UNCLAIMED = 0, /* a key, and no owner */
  VAULT_OWNED = 1, /* a key, and an owner */
  VAULT_UNREADABLE = 2, /* the key or the ownership record cannot be read */
};
#define VAULT_LAST 2

enum security {
  SECURITY_OPEN = 0, /* no encryption */
  SECURITY_WPA2 = 1, /* WPA2 with a passphrase */
  SECURITY_WPA3 = 2, /* WPA3 (SAE) */
  SECURITY_WPA2_WPA3 = 3, /* WPA2 and WPA3, transition */
  SECURITY_ENTERPRISE = 4, /* company login (802.1X): not supported */
  SECURITY_WEP = 5, /* WEP: not supported */
  SECURITY_UNKNOWN = 6, /* something else: not supported */
};
#define SECURITY_LAST 6

enum role {
  ROLE_CAMERA = 1, /* the camera process */
  ROLE_TOOL = 2, /* the person's tool */
};
#define ROLE_LAST 2

enum signal {
  SIGNAL_NONE = 0, /* nothing to tell */
  SIGNAL_PRESSED = 1, /* the press is confirmed */
  SIGNAL_ARMED = 2, /* held for at least armed: keep holding to reset */
  SIGNAL_READY = 3, /* held for at least ready: let go to reset */
  SIGNAL_STUCK = 4, /* held for at least stuck: nothing will happen */
  SIGNAL_RELEASED = 5, /* let go too early to mean anything */
  SIGNAL_RESTART = 6, /* let go in the window of a restart */
  SIGNAL_CANCELLED = 7, /* let go in the window of a cancel */
  SIGNAL_FACTORY_RESET = 8, /* let go in the window of a factory reset */
  SIGNAL_BROKEN = 9, /* the hold was broken (an edge lost, or nobody looked): it does nothing */
  SIGNAL_UNSTUCK = 10, /* a stuck contact opened */
};
#define SIGNAL_LAST 10

enum stage {
  STAGE_NONE = 0, /* no network is being joined */
  STAGE_SEARCHING = 1, /* looking for the network */
  STAGE_FOUND = 2, /* the network is there */
  STAGE_ACCEPTED = 3, /* the network took the password */
  STAGE_ADDRESSED = 4, /* the network gave an address */
  STAGE_REACHABLE = 5, /* the network's gateway answers */
  STAGE_NO_GATEWAY = 6, /* joined, but the network names no gateway, or it does not answer */
};
#define STAGE_LAST 6

enum message {
  MESSAGE_HELLO = 1, /* who is there; the first message of a connection */
  MESSAGE_HEARTBEAT = 2, /* the camera process is well */
  MESSAGE_GET_STATUS = 3, /* send the status, and with follow 1 every change of it */
  MESSAGE_GET_OWNER = 4, /* send the ownership record's password hash */
  MESSAGE_GET_NETWORKS = 5, /* send the networks the radio hears */
  MESSAGE_CLAIM = 6, /* claim the camera; the network is tried first */
  MESSAGE_CHANGE_NETWORK = 7, /* change the home network; the new one is tried first */
  MESSAGE_RESTART = 8, /* restart, changing nothing */
  MESSAGE_RESET = 9, /* factory reset, authorised by the owner's password */
  MESSAGE_PHONE_SEEN = 10, /* a phone spoke to the setup page */
  MESSAGE_CHANGE_PASSWORD = 11, /* change the owner's password; the reply comes when the record is stored, or was not */
  MESSAGE_VISIT = 12, /* join the network whose Wi-Fi code an unclaimed camera was shown, and keep nothing */
  MESSAGE_ADOPT = 13, /* claim the camera on the network that it visits; the secret is the label's */
  MESSAGE_REPLY = 32, /* the answer to a request: reason 0 is yes */
  MESSAGE_STATUS = 33, /* the state of the camera */
  MESSAGE_OWNER = 34, /* the ownership record, without its network */
  MESSAGE_NETWORK = 35, /* one network the radio hears; signal 0 to 100; usable: a reason, 0 is yes */
};
#define MESSAGE_LAST 35

#endif
