using System.Collections.Concurrent;
using System.Net.Mime;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Zegel.Local;

/// <summary>Answers requests for the static site as Azure Static Web Apps does: headers, routes, overrides, 304.</summary>
internal sealed class SiteFiles : IDisposable
{
    private readonly StaticWebAppConfig config;
    private readonly PhysicalFileProvider files;
    private readonly FileExtensionContentTypeProvider contentTypes = new();
    private readonly ConcurrentDictionary<string, Content> contents = new(StringComparer.Ordinal);

    public SiteFiles(string folder, StaticWebAppConfig config)
    {
        this.config = config;
        files = new PhysicalFileProvider(folder);
        foreach (var (extension, type) in config.MimeTypes)
        {
            contentTypes.Mappings[extension] = type;
        }
    }

    private sealed record Content(DateTimeOffset Changed, byte[] Bytes, EntityTagHeaderValue Tag);

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var rule = config.RuleFor(http.Request.Method, path);
        foreach (var (name, value) in config.HeadersFor(rule))
        {
            http.Response.Headers[name] = value;
        }

        await ((rule, http.Request.Method) switch
        {
            ({ LetsIn: false }, _) => RefuseAsync(http, StatusCodes.Status401Unauthorized),
            ({ Redirect: { } target }, _) => RedirectAsync(http, target, rule.StatusCode ?? StatusCodes.Status302Found),
            ({ StatusCode: >= 400 and var status }, _) => RefuseAsync(http, status),
            (_, "GET" or "HEAD") => SendFileAsync(http, rule?.Rewrite ?? path),
            _ => RefuseAsync(http, StatusCodes.Status405MethodNotAllowed),
        });
    }

    private async Task SendFileAsync(HttpContext http, string path)
    {
        if (Find(path) is { } file)
        {
            var content = Load(path, file);
            await Results.Bytes(content.Bytes, ContentTypeOf(file), entityTag: content.Tag).ExecuteAsync(http);
        }
        else if (!path.EndsWith('/') && Find(path + "/") is not null && config.TrailingSlash is not "never")
        {
            await RedirectAsync(http, path + "/" + http.Request.QueryString, StatusCodes.Status301MovedPermanently);
        }
        else
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound);
        }
    }

    private async Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        var instead = config.ResponseOverrides.GetValueOrDefault($"{status}");
        if (instead?.Redirect is { } target)
        {
            await RedirectAsync(http, target, instead.StatusCode ?? StatusCodes.Status302Found);
        }
        else if (instead?.Rewrite is { } page && Find(page) is { } file)
        {
            http.Response.StatusCode = instead.StatusCode ?? status;
            http.Response.ContentType = ContentTypeOf(file);
            await http.Response.Body.WriteAsync(Load(page, file).Bytes, http.RequestAborted);
        }
    }

    private static Task RedirectAsync(HttpContext http, string target, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = target;
        return Task.CompletedTask;
    }

    private IFileInfo? Find(string path)
    {
        var file = files.GetFileInfo(path.EndsWith('/') ? path + "index.html" : path);
        return file is { Exists: true, IsDirectory: false, PhysicalPath: not null }
            && file.Name != StaticWebAppConfig.FileName ? file : null;
    }

    private Content Load(string path, IFileInfo file)
    {
        if (!contents.TryGetValue(path, out var content) || content.Changed != file.LastModified)
        {
            var bytes = File.ReadAllBytes(file.PhysicalPath!);
            var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
            content = new Content(file.LastModified, bytes, new EntityTagHeaderValue($"\"{tag}\""));
            contents[path] = content;
        }

        return content;
    }

    private string ContentTypeOf(IFileInfo file)
    {
        var type = contentTypes.TryGetContentType(file.Name, out var known) ? known : MediaTypeNames.Application.Octet;
        return type.StartsWith("text/", StringComparison.Ordinal) && !type.Contains("charset", StringComparison.Ordinal)
            ? type + "; charset=utf-8"
            : type;
    }
}
