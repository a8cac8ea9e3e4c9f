/** Addresses in a file that people open: to be read, and nothing that a program makes a link of. */

/** What makes a program show a link: a scheme, or a beginning with www. */
const SCHEME = /\b([a-z][a-z0-9+.-]*):(?=\/\/|\S)/gi
const LINKED = /^(?:https?|ftp|file|mailto|javascript|data|tel|sms|blob|about|chrome|edge|ms-[a-z]+)$/i

/** Free text with no live address in it. */
export const dead = (text: string): string =>
  text
    .replaceAll('://', '[:]//')
    .replace(SCHEME, (whole, scheme: string) => (LINKED.test(scheme) ? `${scheme}[:]` : whole))
    .replaceAll(/\bwww\./gi, 'www[.]')

/** An address as a whole. */
export const deadAddress = (address: string): string =>
  dead(address).replaceAll('.', '[.]').replaceAll('[[.]]', '[.]')
