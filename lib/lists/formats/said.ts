/** What a format's reader says of a list, one piece at a time. A reader never throws: what it cannot use, it counts. */

export interface Sink {
  /** A host with everything under it, as the list writes it. `group`: the list's own word for what it is. */
  name(name: string, group?: string): void
  /** What the list itself takes out again. */
  except(name: string): void
  /** `no-host-rule`: understood, but more or less than a host. `bad-line`: nothing that this format has. */
  leaveOut(why: 'no-host-rule' | 'bad-line', line: string): void
}

/** Reads one line, without its end. A format that spans lines keeps what it needs in the closure. */
export type ReadLine = (line: string, to: Sink) => void

/** Addresses that lists point at when they mean “nowhere”. */
export const isNowhere = (address: string): boolean =>
  /^(0\.0\.0\.0|0|127(\.\d{1,3}){3}|::1?|\[::1?\]|0:0:0:0:0:0:0:[01])$/.test(address)

/** Something that may be meant as a host; whether it is one is for `normaliseHost` to say. */
const LOOKS_LIKE_HOST = /^[^\s/|^$#@=,;:!()<>{}"'`\\]+$/u

/**
 * Hands on a host as lists write it: bare, after `*.` or `.`, or as an address of a whole site. What says a path, a
 * port or a network is no host.
 */
export function sayHost(written: string, line: string, to: Sink, group?: string): void {
  const bare = written.replace(/^https?:\/\//i, '')
  const isAddress = bare.length < written.length
  const host = (isAddress ? bare.replace(/\/$/, '') : bare).replace(/^(\*\.|\.)/, '')
  if (LOOKS_LIKE_HOST.test(host) && !host.includes('*')) to.name(host, group)
  else if (/[/*:]/.test(host)) to.leaveOut('no-host-rule', line)
  else to.leaveOut('bad-line', line)
}
