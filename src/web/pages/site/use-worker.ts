import { useEffect, useState } from 'react';
import { readinessOf, registerWorker, takeOver, watchWorker, type Readiness } from '../../site/worker.ts';

/** Whether this page opens without a network, and whether a newer build waits. */
export function useWorker(): Readonly<{ readiness: Readiness; takeOver: () => void }> {
  const [registration, setRegistration] = useState<ServiceWorkerRegistration>();
  const [readiness, setReadiness] = useState<Readiness>('coming');
  useEffect(() => {
    let gone = false;
    void registerWorker().then((found) => {
      if (gone) return;
      const look = (): void => setReadiness(readinessOf(found));
      setRegistration(found);
      look();
      if (found) watchWorker(found, look);
    });
    return () => {
      gone = true;
    };
  }, []);
  return { readiness, takeOver: () => registration && takeOver(registration) };
}
