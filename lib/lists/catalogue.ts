/** The service catalogue as pairs of a host and its categories, and as services by host. */
import type { CategoryId } from '../policy/categories.ts'
import type { CatalogueFile, Service } from './data.ts'
import { suffixesOf } from './host.ts'

export type HostCategories = readonly [host: string, categories: readonly CategoryId[]]

/** Every host of every service with the service's categories. */
export function* hostsOf(files: readonly CatalogueFile[]): Generator<HostCategories> {
  for (const file of files)
    for (const service of file.services) for (const host of service.hosts) yield [host, service.categories]
}

/** The service that a host belongs to, the most specific first, for showing its name. */
export function serviceFinder(files: readonly CatalogueFile[]): (host: string) => Service | undefined {
  const byHost = new Map<string, Service>()
  for (const file of files)
    for (const service of file.services) for (const host of service.hosts) byHost.set(host, service)
  return (host) => {
    for (const suffix of suffixesOf(host)) {
      const service = byHost.get(suffix)
      if (service) return service
    }
    return undefined
  }
}
