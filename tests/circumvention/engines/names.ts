/** Names of the test's internet, for servers in this process: engines' own servers look hosts up themselves. */
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'

/** Every `*.test` is this machine; other names are not found. */
export function answerNames(): void {
  const find = (host: string): string => (/(^|\.)test$|^localhost$|^127\./.test(host) ? '127.0.0.1' : '')
  const lookup = (host: string, options: unknown, done?: unknown): void => {
    const callback = (typeof options === 'function' ? options : done) as (...all: unknown[]) => void
    const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true
    const address = find(host)
    queueMicrotask(() => {
      if (!address) callback(Object.assign(new Error(`not found: ${host}`), { code: 'ENOTFOUND' }))
      else if (all) callback(null, [{ address, family: 4 }])
      else callback(null, address, 4)
    })
  }
  const later = async (host: string): Promise<unknown> => {
    const address = find(host)
    if (!address) throw Object.assign(new Error(`not found: ${host}`), { code: 'ENOTFOUND' })
    return { address, family: 4 }
  }
  Object.assign(dns, { lookup })
  Object.assign(dns.promises, { lookup: later })
  syncBuiltinESMExports()
}
