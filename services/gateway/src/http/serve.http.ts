import { applyDecorators, createParamDecorator, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { ExecutionContext, Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Call } from './call.js';
import { statusOf } from './route.js';
import type { Route } from './route.js';

const routeKey = 'lastmile:route';

/** Serves a declared route with the method. @example @Serve(draft) draft(@Asked() call: Call<typeof draft>) { … } */
export const Serve = (route: Route): MethodDecorator =>
  applyDecorators(
    RequestMapping({ method: RequestMethod[route.method], path: route.path }),
    HttpCode(statusOf(route)),
    SetMetadata(routeKey, route),
  );

/** The parsed call, see `readCall`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Call<Route> => {
  const { call } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!call) throw new Error('a route of ours was reached without the interceptor');
  return call;
});

export const routeOf = (handler: object): Route | undefined => Reflect.getMetadata(routeKey, handler) as Route | undefined;

/** Every declared route of the controllers. */
export const routesIn = (controllers: readonly Type<unknown>[]): Route[] =>
  controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const value: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      return typeof value === 'function' ? (routeOf(value) ?? []) : [];
    }),
  );
