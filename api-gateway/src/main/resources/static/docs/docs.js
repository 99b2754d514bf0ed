// Nothing is asked of anybody but this gateway: no validator, no fonts, no badges.
SwaggerUIBundle({
  url: "/v1/openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  deepLinking: true,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
});
