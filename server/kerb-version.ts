/** The version of Kerb that this server is part of: extension and server are released together. */
import { readFileSync } from 'node:fs'

export const KERB_VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version
