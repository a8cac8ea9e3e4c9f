/** Versions of signed documents: an operator's restore starts a higher epoch; numbers rise within one. */
import type { Version } from '../policy/document.ts'

/** True when `version` came after `than`. Nothing before means everything is newer. */
export const isNewer = (version: Version, than: Version | undefined): boolean =>
  !than || version.epoch > than.epoch || (version.epoch === than.epoch && version.number > than.number)

/** The strong ETag of a version, with its quotes: `"<epoch>.<number>"`. */
export const etagOf = (version: Version): string => `"${version.epoch}.${version.number}"`
