import type { z } from 'zod';
import type { ProblemCode } from '../problems/problem-table.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What a route does: `query` asks; `command` changes and answers an earlier repeat; `creation` is a command that makes a record and
 * answers 201; `plain` is neither (sign-in, streams, uploads).
 */
export type RouteKind = 'query' | 'command' | 'creation' | 'plain';

/** One operation of the API: what it takes and answers. The controllers parse by it and OpenAPI is made from it. */
export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  readonly method: Method;
  /** From the root, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly kind: RouteKind;
  /** 201 for a creation, 204 without an answer, else 200 unless given. */
  readonly status?: number;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body is sent as a stream of this type and read by the controller. */
  readonly streamed?: string;
  readonly answer?: z.ZodType;
  /** Type of the answer when it is no JSON. */
  readonly answerType?: string;
  readonly ifMatch?: boolean;
  /** The answer holds a secret and is never stored; a repeat asks the controller again. */
  readonly secret?: boolean;
  /** Refusals that belong to this operation besides the common ones. */
  readonly codes?: readonly ProblemCode[];
}

/** Declares a route and keeps its types. @example const get = route({ method: 'GET', path: '/api/v1/listings/:id', … }); */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: Route<P, Q, B>,
): Route<P, Q, B> => definition;

export const isCommand = ({ kind }: Route): boolean => kind === 'command' || kind === 'creation';

export const statusOf = ({ status, kind, answer, answerType }: Route): number =>
  status ?? (kind === 'creation' ? 201 : answer || answerType ? 200 : 204);
