/** Tells the format of a list by its first lines, and what is no list at all. */
import { adblockLine, dnsmasqLine, hostsLine, plainLine } from './line-formats.ts'
import { columnsOf } from './csv-rows.ts'
import { rpzReader } from './rpz.ts'
import type { ReadLine } from './said.ts'

export const LINE_FORMATS = ['plain', 'hosts', 'adblock', 'dnsmasq', 'rpz'] as const
export type LineFormat = (typeof LINE_FORMATS)[number]

/** A fresh reader for one file. */
export function readerFor(format: LineFormat): ReadLine {
  if (format === 'rpz') return rpzReader()
  return { plain: plainLine, hosts: hostsLine, adblock: adblockLine, dnsmasq: dnsmasqLine }[format]
}

/** `page`: HTML, JSON or XML where a list was to be, as servers answer when something is wrong. */
export function sniff(lines: readonly string[]): LineFormat | 'csv' | 'page' {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (isPage(said)) return 'page'
  const rules = said.filter((line) => !/^([#;]|\/\/|!)/.test(line))
  const most = (pattern: RegExp): boolean =>
    rules.filter((line) => pattern.test(line)).length * 2 > rules.length
  if (/^\[Adblock/i.test(said[0] ?? '') || most(/^(@@)?\|\||##|^\|/)) return 'adblock'
  if (said.some((line) => /^\$(TTL|ORIGIN)\b|\sIN\s+SOA\s/i.test(line)) || most(/\sCNAME\s/)) return 'rpz'
  if (most(/^(address|server|local)=\//)) return 'dnsmasq'
  if (most(/^(0\.0\.0\.0|127(\.\d+){3}|::1?)\s/)) return 'hosts'
  const [first = ''] = rules
  if (/[,;\t]/.test(first) && columnsOf(first.split(/[,;\t]/)) !== null) return 'csv'
  return 'plain'
}

/** An HTML error page may come with the answer 200; a list begins neither with `<` nor with `{`. */
const isPage = (said: readonly string[]): boolean =>
  /^(<|\{|\[\s*(\{|"|$))/.test(said[0] ?? '') ||
  said.some((line) => /^<(!doctype|html|head|body)\b/i.test(line))
