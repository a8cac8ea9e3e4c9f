/** Formats that say one thing a line. */
import { isNowhere, sayHost, type ReadLine } from './said.ts'

/** A host a line; `#` begins a comment, as `!`, `;` and `//` do at the start. */
export const plainLine: ReadLine = (line, to) => {
  const said = line.replace(/\s#.*$/, '').trim()
  if (said === '' || /^([#!;]|\/\/)/.test(said)) return
  if (/^\/.*\/$/.test(said)) to.leaveOut('no-host-rule', line)
  else if (/\s/.test(said)) hostsLine(line, to)
  else sayHost(said, line, to)
}

/** What every hosts file has of its own machine. */
const OWN_MACHINE = /^(localhost(\.localdomain)?|local|broadcasthost|ip6-\w+|0\.0\.0\.0)$/

/** `0.0.0.0 name name`: a name that is sent to a real machine is redirected, not blocked. */
export const hostsLine: ReadLine = (line, to) => {
  const said = line.replace(/#.*$/, '').trim()
  if (said === '') return
  const [first = '', ...names] = said.split(/\s+/)
  if (names.length === 0) {
    sayHost(first, line, to)
    return
  }
  if (isNowhere(first)) {
    for (const name of names) if (!OWN_MACHINE.test(name)) sayHost(name, line, to)
  } else if (/^[\d.]+$|^[\da-f:]+(%\w+)?$/i.test(first)) {
    if (!names.every((name) => OWN_MACHINE.test(name))) to.leaveOut('no-host-rule', line)
  } else to.leaveOut('bad-line', line)
}

/** Options that leave a rule speaking of the whole host. */
const WHOLE_HOST = new Set(['all', 'document', 'doc', 'important', 'third-party', '3p', 'popup'])
const HOST_RULE = /^(@@)?\|\|([^/^|$*?=]+|\*\.[^/^|$*?=]+)\^?\|?(?:\$(.*))?$/

/** `||name^` blocks, `@@||name^` takes out again. Rules for paths, parts and elements of pages say less than a host. */
export const adblockLine: ReadLine = (line, to) => {
  const said = line.trim()
  if (said === '' || said.startsWith('!') || /^\[.*\]$/.test(said) || /^#( |$)/.test(said)) return
  const rule = HOST_RULE.exec(said)
  if (rule) {
    const [, exception, name = '', options] = rule
    const whole = options === undefined || options.split(',').every((one) => WHOLE_HOST.has(one))
    if (!whole) to.leaveOut('no-host-rule', line)
    else if (exception !== undefined) to.except(name.replace(/^\*\./, ''))
    else sayHost(name, line, to)
  } else if (/^[\w.:]+\s+\S/.test(said) || /^[\w-]+(\.[\w-]+)+$/.test(said)) hostsLine(said, to)
  else if (/[|^$*/]|##|#@#|#\?#/.test(said)) to.leaveOut('no-host-rule', line)
  else to.leaveOut('bad-line', line)
}

const DNSMASQ = /^(address|server|local)=\/(.+)\/([^/]*)$/

/** `address=/name/0.0.0.0`, `local=/name/`; `server=/name/#` takes out again. Other settings say nothing of hosts. */
export const dnsmasqLine: ReadLine = (line, to) => {
  const said = line.trim()
  if (said === '' || said.startsWith('#')) return
  const rule = DNSMASQ.exec(said.replace(/\s#.*$/, ''))
  if (rule) {
    const [, what, names = '', where = ''] = rule
    for (const name of names.split('/')) {
      const nowhere = where === '' || (what === 'address' && (where === '#' || isNowhere(where)))
      if (what === 'server' && where === '#') to.except(name)
      else if (nowhere) sayHost(name, line, to)
      else to.leaveOut('no-host-rule', line)
    }
  } else if (/^[a-z][a-z0-9-]*(=|$)/.test(said)) to.leaveOut('no-host-rule', line)
  else to.leaveOut('bad-line', line)
}
