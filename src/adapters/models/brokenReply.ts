/** A reply that ended before it was whole, or never came; asking again may help. `message` completes "…: ". */
export class BrokenReply extends Error {}
