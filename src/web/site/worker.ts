/** Pages of a site visit open without a network once this has been installed; nothing else is touched by it. */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  // Absent on plain http.
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    return await navigator.serviceWorker.register('/sw.js', { scope: '/site/', updateViaCache: 'none' });
  } catch {
    return undefined;
  }
}

export type Readiness = 'no' | 'coming' | 'ready' | 'newer';
/** `newer`: another build lies ready and waits until somebody says so. */
export function readinessOf(registration: ServiceWorkerRegistration | undefined): Readiness {
  if (registration === undefined) return 'no';
  if (registration.waiting !== null && registration.active !== null) return 'newer';
  return registration.active === null ? 'coming' : 'ready';
}

export function watchWorker(registration: ServiceWorkerRegistration, onChange: () => void): void {
  const follow = (worker: ServiceWorker | null): void => worker?.addEventListener('statechange', onChange);
  follow(registration.installing);
  follow(registration.waiting);
  registration.addEventListener('updatefound', () => follow(registration.installing));
}

/** 现在更新：the newer build takes over, and the page is read again from it. */
export function takeOver({ waiting }: ServiceWorkerRegistration): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take-over');
}
