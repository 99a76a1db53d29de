/** What Nest injects; the controller names what it needs. */
export const DELIVERY_COMMANDS = Symbol('commands on deliveries');
export const INBOX_DOCUMENTS = Symbol('documents of inboxes');
