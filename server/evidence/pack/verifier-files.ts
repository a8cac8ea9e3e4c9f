/** The verifier as a pack carries it: the very files that the server has, without their types. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

const FILES = ['proof', 'pack', 'pdf', 'verify'] as const

/** By name in the pack. */
export const verifierFiles = (): Map<string, string> =>
  new Map(
    FILES.map((name) => {
      const source = readFileSync(new URL(`../verifier/${name}.ts`, import.meta.url), 'utf8')
      const plain = stripTypeScriptTypes(source).replaceAll(/from '\.\/(\w+)\.ts'/g, "from './$1.mjs'")
      return [`verifier/${name}.mjs`, plain]
    }),
  )
