"""What a PDF says of itself once it holds an electronic invoice."""

from __future__ import annotations

import io

import pikepdf

FILE = "factur-x.xml"
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
LEVEL = "EN 16931"
PROPERTIES = {
    "DocumentFileName": (FILE, "name of the embedded XML invoice file"),
    "DocumentType": ("INVOICE", "type of the hybrid document"),
    "Version": ("1.0", "version of the Factur-X data"),
    "ConformanceLevel": (LEVEL, "conformance level of the Factur-X data"),
}
"""Each with its value and what it means."""
_KNOWN = "</rdf:Bag></pdfaExtension:schemas>"
_END = "</rdf:RDF>"


def with_invoice(pdf: bytes) -> bytes:
    """The PDF, whose metadata say that it holds an invoice, and what these words mean.

    PDF/A wants each word outside its own vocabulary to be described.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = _described(opened.Root.Metadata.read_bytes().decode())
        stream = pikepdf.Stream(opened, metadata.encode())
        stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        opened.Root.Metadata = opened.make_indirect(stream)
        made = io.BytesIO()
        opened.save(made, compress_streams=False, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def _described(metadata: str) -> str:
    values = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (value, _) in PROPERTIES.items())
    block = f'<rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}">{values}</rdf:Description>'
    if _KNOWN in metadata:
        metadata = metadata.replace(_KNOWN, _schema() + _KNOWN, 1)
    else:
        block += _extension()
    return metadata.replace(_END, block + _END, 1)


def _extension() -> str:
    pdfa = "http://www.aiim.org/pdfa/ns"
    return (
        '<rdf:Description rdf:about=""'
        f' xmlns:pdfaExtension="{pdfa}/extension/" xmlns:pdfaSchema="{pdfa}/schema#"'
        f' xmlns:pdfaProperty="{pdfa}/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{_schema()}</rdf:Bag></pdfaExtension:schemas>"
        "</rdf:Description>"
    )


def _schema() -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
        for name, (_, meaning) in PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
