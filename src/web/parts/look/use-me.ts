import { useSuspenseQuery } from '@tanstack/react-query';
import { me } from '../../api/questions.ts';

/** Who is signed in; every page behind the door may rely on it. */
export const useMe = () => useSuspenseQuery(me).data;
