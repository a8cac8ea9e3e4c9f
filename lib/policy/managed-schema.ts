/**
 * The browser's view of the managed keys, in the subset of JSON schema that `storage.managed_schema` knows. Looser
 * than ours on purpose: the browser drops what does not fit without a word, so it is asked for nothing but text.
 * List keys are arrays of strings, because that is what every console, file and registry writes most easily.
 */
import { managedKeys, rowOf } from './managed-keys.ts'

interface BrowserProperty {
  readonly type: 'string' | 'array'
  readonly items?: { readonly type: 'string' }
  readonly title: string
  readonly description: string
}

export interface BrowserSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, BrowserProperty>>
}

export function browserSchema(): BrowserSchema {
  const properties = managedKeys().map((key): [string, BrowserProperty] => {
    const { list, purpose, form } = rowOf(key)
    const words = { title: key, description: `${purpose} Form: ${form}.`.replaceAll('`', '') }
    return [
      key,
      list === undefined
        ? { type: 'string', ...words }
        : { type: 'array', items: { type: 'string' }, ...words },
    ]
  })
  return { type: 'object', properties: Object.fromEntries(properties) }
}
