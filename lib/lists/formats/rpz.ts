/** Response policy zones: a zone file whose names are blocked by where they point. */
import { isNowhere, sayHost, type ReadLine } from './said.ts'

const BLOCKS = new Set(['.', '*.', 'rpz-drop.'])
const TYPES = new Set(['CNAME', 'A', 'AAAA', 'TXT', 'NS', 'SOA', 'MX', 'SRV', 'DNAME'])

/** A reader for one zone: it keeps the origin and whether it is inside brackets. */
export function rpzReader(): ReadLine {
  let origin = ''
  let isOpen = false

  const inZone = (owner: string): string => {
    if (!owner.endsWith('.')) return owner
    const name = owner.slice(0, -1).toLowerCase()
    return origin !== '' && name.endsWith(`.${origin}`) ? name.slice(0, -origin.length - 1) : name
  }

  return (line, to) => {
    const said = line.replace(/;.*$/, '')
    if (isOpen) {
      isOpen = !said.includes(')')
      return
    }
    if (said.trim() === '') return
    const words = said.trim().split(/\s+/)
    if (words[0] === '$ORIGIN') origin = (words[1] ?? '').replace(/\.$/, '').toLowerCase()
    if (said.startsWith('$')) return
    const at = words.findIndex((word, i) => i < 4 && TYPES.has(word.toUpperCase()))
    if (at < 0) {
      to.leaveOut('bad-line', line)
      return
    }
    const type = words[at]?.toUpperCase()
    const owner = /^\s/.test(said) || at === 0 ? '@' : (words[0] ?? '@')
    isOpen = said.includes('(') && !said.includes(')')
    if (type === 'SOA' && owner.endsWith('.')) origin = owner.slice(0, -1).toLowerCase()
    if (owner === '@' || type === 'SOA' || type === 'NS') return
    const [name, target = ''] = [inZone(owner), words[at + 1]?.toLowerCase()]
    if (type === 'CNAME' && target === 'rpz-passthru.') to.except(name.replace(/^\*\./, ''))
    else if (/\.rpz-[a-z-]+$/.test(name)) to.leaveOut('no-host-rule', line)
    else if (type === 'CNAME' ? BLOCKS.has(target) : type !== 'TXT' && isNowhere(target))
      sayHost(name, line, to)
    // Sent elsewhere, as strict searches are: that is no word against the name.
    else to.leaveOut('no-host-rule', line)
  }
}
