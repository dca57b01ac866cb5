import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem, type FieldFault } from './problem';

/** Refuses a body or a query with a fault for each field; fields that nobody asked for are faults too. */
export function strictValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new Problem(400, { detail: '有的字段不对', errors: errors.flatMap((e) => faultsOf(e, '')) }),
  });
}

function faultsOf(error: ValidationError, path: string): FieldFault[] {
  const pointer = `${path}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}
